<?php
// ruleid: php-cookie-without-flags
setcookie('session', $id, time() + 3600);
// ruleid: php-cookie-without-flags
setcookie('session', $id, 0, '/');
// ruleid: php-cookie-without-flags
setcookie('session', $id, ['secure' => false, 'httponly' => true]);
// ruleid: php-cookie-without-flags
ini_set('session.cookie_secure', 0);
// ok: php-cookie-without-flags
setcookie('session', $id, ['secure' => true, 'httponly' => true]);
// ok: php-cookie-without-flags
setcookie('session', $id, 0, '/', '', true, true);
// ok: php-cookie-without-flags
setcookie('session', '', time() - 3600);
// ok: php-cookie-without-flags
ini_set('session.cookie_httponly', 1);
