<?php
// ruleid: php-code-from-request
eval('$total = ' . $_POST['formula'] . ';');
// ruleid: php-code-from-request
call_user_func($_GET['action'], $order);
$callback = $_REQUEST['by'];
// ruleid: php-code-from-request
usort($rows, $callback);

// ok: php-code-from-request
call_user_func('ship', $_GET['order']);
// ok: php-code-from-request
assert(is_string($name));
// ok: php-code-from-request
$names = array_map('trim', $_POST['names']);
// ok: php-code-from-request
eval($compiledTemplate);
