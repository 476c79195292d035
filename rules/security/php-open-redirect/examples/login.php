<?php
// ruleid: php-open-redirect
header('Location: ' . $_GET['next']);
$next = $_POST['next'];
// ruleid: php-open-redirect
header("Location: $next");

class Login {
    function done($request) {
        // ruleid: php-open-redirect
        return redirect($request->input('next'));
    }

    function named($request) {
        // ok: php-open-redirect
        return redirect()->route('orders', ['id' => $request->input('id')]);
    }
}

const PAGES = ['orders' => '/orders'];
// ok: php-open-redirect
header('Location: ' . PAGES[$_GET['next']]);
// ok: php-open-redirect
header('Location: /orders?page=' . (int) $_GET['page']);
// ok: php-open-redirect
header('X-Next: ' . PAGES['orders']);
