<?php
// ruleid: php-debug-output
ini_set('display_errors', 1);
// ruleid: php-debug-output
phpinfo();
// ok: php-debug-output
ini_set('display_errors', '0');
// ok: php-debug-output
ini_set('log_errors', 1);
// ok: php-debug-output
error_log($e->getTraceAsString());
