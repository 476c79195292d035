from django import forms
from django.forms import ModelForm
from rest_framework import serializers

from .models import Profile


class ProfileForm(ModelForm):
    class Meta:
        model = Profile
        # ruleid: django-form-all-fields
        fields = "__all__"


class OtherForm(forms.ModelForm):
    class Meta:
        model = Profile
        # ruleid: django-form-all-fields
        exclude = []


class NamedForm(ModelForm):
    class Meta:
        model = Profile
        # ok: django-form-all-fields
        fields = ["name", "city"]


class ProfileSerializer(serializers.ModelSerializer):
    class Meta:
        model = Profile
        # ruleid: django-form-all-fields
        fields = "__all__"


class ProfileAdminForm(ModelForm):
    class Meta:
        model = Profile
        # ok: django-form-all-fields
        fields = "__all__"


class Filter:
    class Meta:
        # ok: django-form-all-fields
        fields = "__all__"
