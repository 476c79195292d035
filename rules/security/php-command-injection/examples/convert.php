<?php
// ruleid: php-command-injection
exec('convert ' . $_POST['file'] . ' thumb.png');
$host = $_GET['host'];
// ruleid: php-command-injection
$out = shell_exec("ping -c 1 $host");
// ruleid: php-command-injection
system(escapeshellcmd('ping ' . $host));
// ruleid: php-command-injection
proc_open("ping $host", [], $pipes);

// ok: php-command-injection
exec('ping -c 1 ' . escapeshellarg($host));
// ok: php-command-injection
proc_open(['ping', '-c', '1', $host], [], $pipes);
// ok: php-command-injection
exec('convert -resize ' . intval($_GET['width']) . ' in.png out.png');
// ok: php-command-injection
shell_exec('git rev-parse HEAD');
