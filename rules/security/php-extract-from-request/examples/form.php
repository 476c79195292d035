<?php
// ruleid: php-extract-from-request
extract($_POST);
// ruleid: php-extract-from-request
extract($_REQUEST, EXTR_OVERWRITE);
// ruleid: php-extract-from-request
parse_str($_SERVER['QUERY_STRING']);
// ok: php-extract-from-request
parse_str($_SERVER['QUERY_STRING'], $query);
// ok: php-extract-from-request
extract($_POST, EXTR_PREFIX_ALL, 'form');
// ok: php-extract-from-request
extract($templateData);
