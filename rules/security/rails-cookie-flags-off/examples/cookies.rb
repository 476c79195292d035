class SessionsController < ApplicationController
  def create
    # ruleid: rails-cookie-flags-off
    cookies[:remember_token] = { value: token, expires: 1.month }
    # ruleid: rails-cookie-flags-off
    cookies.signed[:user] = { value: id, httponly: false }
    # ok: rails-cookie-flags-off
    cookies.encrypted[:remember_token] = { value: token, secure: true, httponly: true }
    # ok: rails-cookie-flags-off
    cookies[:theme] = { value: 'dark' }
    # ok: rails-cookie-flags-off
    cookies[:theme] = 'dark'
  end
end
