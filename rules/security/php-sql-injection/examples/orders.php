<?php
$customer = $_GET['customer'];
// ruleid: php-sql-injection
$rows = $pdo->query("SELECT * FROM orders WHERE customer = '$customer'");
// ruleid: php-sql-injection
mysqli_query($link, 'DELETE FROM orders WHERE id = ' . $_POST['id']);
$sql = sprintf("SELECT * FROM orders WHERE city = '%s'", $_REQUEST['city']);
// ruleid: php-sql-injection
$statement = $db->prepare($sql);

$orders = $pdo->prepare('SELECT * FROM orders WHERE customer = ?');
// ok: php-sql-injection
$orders->execute([$customer]);
// ok: php-sql-injection
mysqli_query($link, 'SELECT * FROM orders WHERE id = ' . (int) $_GET['id']);
$name = mysqli_real_escape_string($link, $_GET['name']);
// ok: php-sql-injection
mysqli_query($link, "SELECT * FROM orders WHERE name = '$name'");
// ok: php-sql-injection
$rows = $pdo->query('SELECT * FROM orders ORDER BY ' . COLUMNS[$_GET['by']]);
