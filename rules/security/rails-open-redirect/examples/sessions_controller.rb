class SessionsController < ApplicationController
  def create
    # ruleid: rails-open-redirect
    redirect_to params[:return_to]
    target = cookies[:return_to] || root_path
    # ruleid: rails-open-redirect
    redirect_to target, notice: 'Welcome'
    # ruleid: rails-open-redirect
    redirect_to params[:url], allow_other_host: true
  end

  def safe
    # ok: rails-open-redirect
    redirect_to url_from(params[:return_to]) || root_path
    # ok: rails-open-redirect
    redirect_to order_path(params[:id])
    # ok: rails-open-redirect
    redirect_to "/orders?page=#{params[:page]}"
    # ok: rails-open-redirect
    redirect_to Order.find(params[:id])
  end
end
