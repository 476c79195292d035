<?php
// ruleid: php-preg-replace-eval
$text = preg_replace('/\[(\w+)\]/e', '$values["$1"]', $text);
// ruleid: php-preg-replace-eval
$text = preg_replace("#(.+)#ie", 'strtoupper("$1")', $text);
// ok: php-preg-replace-eval
$text = preg_replace('/the/i', 'a', $text);
// ok: php-preg-replace-eval
$text = preg_replace('/some/', 'e', $text);
// ok: php-preg-replace-eval
$text = preg_replace_callback('/\[(\w+)\]/', fn ($m) => $values[$m[1]], $text);
