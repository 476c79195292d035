<?php
// ruleid: php-path-traversal
readfile('invoices/' . $_GET['file']);
$name = $_POST['name'];
// ruleid: php-path-traversal
unlink("uploads/$name");
// ruleid: php-path-traversal
move_uploaded_file($_FILES['f']['tmp_name'], 'uploads/' . $_FILES['f']['name']);

// ok: php-path-traversal
readfile('invoices/' . basename($_GET['file']));
// ok: php-path-traversal
unlink('uploads/' . (int) $_GET['id'] . '.png');
// ok: php-path-traversal
file_put_contents('log.txt', $_POST['message']);
// ok: php-path-traversal
move_uploaded_file($_FILES['f']['tmp_name'], 'uploads/' . bin2hex(random_bytes(16)));
