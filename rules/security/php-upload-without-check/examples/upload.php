<?php
// ruleid: php-upload-without-check
move_uploaded_file($_FILES['photo']['tmp_name'], 'uploads/' . basename($_FILES['photo']['name']));
$ending = pathinfo($_FILES['cv']['name'], PATHINFO_EXTENSION);
// ruleid: php-upload-without-check
move_uploaded_file($_FILES['cv']['tmp_name'], "uploads/$id.$ending");
// ruleid: php-upload-without-check
$file->move('uploads', $file->getClientOriginalName());
// ok: php-upload-without-check
move_uploaded_file($_FILES['photo']['tmp_name'], 'uploads/' . bin2hex(random_bytes(16)) . '.png');
$suffix = strtolower(pathinfo($_FILES['doc']['name'], PATHINFO_EXTENSION));
if (!in_array($suffix, ['pdf', 'odt'], true)) exit;
// ok: php-upload-without-check
move_uploaded_file($_FILES['doc']['tmp_name'], "uploads/$id.$suffix");
// ok: php-upload-without-check
$file->storeAs('photos', $user->id . '.png');
