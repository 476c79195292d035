<?php
// ruleid: php-ldap-injection
$found = ldap_search($ldap, 'ou=people', "(uid={$_POST['user']})");
$filter = '(mail=' . $_GET['mail'] . ')';
// ruleid: php-ldap-injection
$found = ldap_list($ldap, 'ou=people', $filter);
$user = ldap_escape($_POST['user'], '', LDAP_ESCAPE_FILTER);
// ok: php-ldap-injection
$found = ldap_search($ldap, 'ou=people', "(uid=$user)");
// ok: php-ldap-injection
$found = ldap_read($ldap, 'ou=people', '(objectClass=*)');
