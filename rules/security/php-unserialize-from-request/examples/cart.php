<?php
// ruleid: php-unserialize-from-request
$cart = unserialize(base64_decode($_COOKIE['cart']));
$body = file_get_contents('php://input');
// ruleid: php-unserialize-from-request
$message = unserialize($body);

// ok: php-unserialize-from-request
$cart = json_decode($_COOKIE['cart'], true);
// ok: php-unserialize-from-request
$cart = unserialize($_COOKIE['cart'], ['allowed_classes' => false]);
// ok: php-unserialize-from-request
$config = unserialize(file_get_contents('cache/config.bin'));
