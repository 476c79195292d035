<?php
// ruleid: php-tls-check-off
curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, false);
// ruleid: php-tls-check-off
curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, 0);
// ruleid: php-tls-check-off
$client = new Client(['base_uri' => $uri, 'verify' => false]);
// ruleid: php-tls-check-off
$context = stream_context_create(['ssl' => ['verify_peer' => false]]);
// ok: php-tls-check-off
curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, 2);
// ok: php-tls-check-off
curl_setopt($curl, CURLOPT_RETURNTRANSFER, false);
// ok: php-tls-check-off
$client = new Client(['base_uri' => $uri, 'verify' => '/etc/ssl/internal-ca.pem']);
