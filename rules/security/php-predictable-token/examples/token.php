<?php
// ruleid: php-predictable-token
$token = md5(uniqid(mt_rand(), true));
// ruleid: php-predictable-token
$user->apiKey = rand(100000, 999999);
// ruleid: php-predictable-token
$_SESSION['csrf_token'] = sha1(mt_rand());
// ok: php-predictable-token
$token = bin2hex(random_bytes(32));
// ok: php-predictable-token
$code = random_int(100000, 999999);
// ok: php-predictable-token
$colour = mt_rand(0, 255);
