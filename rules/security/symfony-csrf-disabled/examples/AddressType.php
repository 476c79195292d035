<?php
class AddressType extends AbstractType
{
    public function configureOptions(OptionsResolver $resolver): void
    {
        // ruleid: symfony-csrf-disabled
        $resolver->setDefaults(['data_class' => Address::class, 'csrf_protection' => false]);
        // ok: symfony-csrf-disabled
        $resolver->setDefaults(['data_class' => Address::class, 'csrf_protection' => true]);
        // ok: symfony-csrf-disabled
        $resolver->setDefaults(['csrf_message' => false]);
    }
}

class VerifyCsrfToken extends Middleware
{
    // ruleid: symfony-csrf-disabled
    protected $except = ['*'];
}

class VerifyHook extends Middleware
{
    // ok: symfony-csrf-disabled
    protected $except = ['*'];
}
