<?php
$query = $_GET['q'] ?? '';
// ruleid: php-reflected-xss
echo "<p>Nothing found for $query</p>";
// ruleid: php-reflected-xss
echo '<h1>', $_POST['title'], '</h1>';
// ruleid: php-reflected-xss
print($query);
// ok: php-reflected-xss
echo '<p>' . htmlspecialchars($query) . '</p>';
// ok: php-reflected-xss
echo 'page ' . (int) $_GET['page'];
// ok: php-reflected-xss
echo isset($_GET['debug']) ? 'on' : 'off';
// ok: php-reflected-xss
echo '<a href="?q=' . urlencode($query) . '">';
