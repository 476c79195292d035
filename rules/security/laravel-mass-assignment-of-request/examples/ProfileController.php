<?php
class ProfileController
{
    public function update($request, $user)
    {
        // ruleid: laravel-mass-assignment-of-request
        $user->update($request->all());
        // ruleid: laravel-mass-assignment-of-request
        Order::create($request->all());
        // ok: laravel-mass-assignment-of-request
        $user->update($request->validated());
        // ok: laravel-mass-assignment-of-request
        $user->fill($request->only(['name', 'city']));
        // ok: laravel-mass-assignment-of-request
        $data = collect($request->all());
    }
}
