<?php
use Illuminate\Http\Request;
use Illuminate\Support\Facades\DB;

class UserController
{
    public function index(Request $request)
    {
        // ruleid: laravel-raw-query-from-request
        $users = User::whereRaw("name LIKE '%{$request->input('q')}%'")->get();
        $by = $request->query('sort');
        // ruleid: laravel-raw-query-from-request
        $query->orderByRaw("$by DESC");
        // ruleid: laravel-raw-query-from-request
        return DB::select('SELECT * FROM users WHERE id = ' . $request->get('id'));
    }

    public function bound(Request $request)
    {
        // ok: laravel-raw-query-from-request
        User::whereRaw('lower(name) = ?', [$request->input('q')])->get();
        // ok: laravel-raw-query-from-request
        User::where('name', $request->input('q'))->get();
        // ok: laravel-raw-query-from-request
        return DB::select('SELECT * FROM users WHERE id = ?', [$request->get('id')]);
    }
}
