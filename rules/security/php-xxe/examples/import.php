<?php
// ruleid: php-xxe
$document->loadXML($upload, LIBXML_NOENT | LIBXML_DTDLOAD);
// ruleid: php-xxe
$order = simplexml_load_string($body, 'SimpleXMLElement', LIBXML_NOENT);
// ruleid: php-xxe
libxml_disable_entity_loader(false);
// ok: php-xxe
$document->loadXML($upload, LIBXML_NONET);
// ok: php-xxe
$order = simplexml_load_string($body);
// ok: php-xxe
libxml_disable_entity_loader(true);
