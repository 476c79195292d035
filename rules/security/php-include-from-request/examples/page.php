<?php
// ruleid: php-include-from-request
include 'pages/' . $_GET['page'] . '.php';
$lang = $_COOKIE['lang'] ?? 'en';
// ruleid: php-include-from-request
require_once "lang/$lang.php";
// ruleid: php-include-from-request
include($_REQUEST['file']);

const PAGES = ['home' => 'home.php'];
// ok: php-include-from-request
include __DIR__ . '/pages/' . PAGES[$_GET['page']];
// ok: php-include-from-request
require_once 'config.php';
$page = $_GET['p'];
if (!in_array($page, ['home', 'about'], true)) exit;
// ok: php-include-from-request
include "pages/$page.php";
