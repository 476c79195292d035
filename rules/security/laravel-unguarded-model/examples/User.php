<?php
use Illuminate\Database\Eloquent\Model;

class User extends Model
{
    // ruleid: laravel-unguarded-model
    protected $guarded = [];
}

class Order extends Model
{
    // ok: laravel-unguarded-model
    protected $guarded = ['id', 'paid'];
    // ok: laravel-unguarded-model
    protected $fillable = [];

    function seed($request)
    {
        // ruleid: laravel-unguarded-model
        $this->forceFill($request->all());
        // ok: laravel-unguarded-model
        $this->forceFill(['paid' => true]);
    }
}
