<?php
// ruleid: php-ssrf
$picture = file_get_contents($_POST['url']);
$curl = curl_init();
// ruleid: php-ssrf
curl_setopt($curl, CURLOPT_URL, $_GET['feed']);
// ruleid: php-ssrf
$client->request('GET', $_GET['hook']);

$url = $_POST['picture'];
if (!in_array(parse_url($url, PHP_URL_HOST), ['images.example.org'], true)) exit;
// ok: php-ssrf
$picture = file_get_contents($url);
// ok: php-ssrf
$weather = file_get_contents('https://api.example.org/?q=' . urlencode($_GET['city']));
// ok: php-ssrf
$cached = $cache->get($_GET['key']);
