<?php
// ruleid: php-fast-password-hash
$user->password = md5($_POST['password']);
// ruleid: php-fast-password-hash
$hash = sha1($salt . $password);
// ruleid: php-fast-password-hash
$stored = hash('sha256', $user->passwd);
// ok: php-fast-password-hash
$hash = password_hash($password, PASSWORD_DEFAULT);
// ok: php-fast-password-hash
$etag = md5($content);
// ok: php-fast-password-hash
$key = hash('sha256', $passwordResetToken);
