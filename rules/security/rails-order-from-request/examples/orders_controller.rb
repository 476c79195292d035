class OrdersController < ApplicationController
  SORTS = { 'date' => :created_at }.freeze

  def index
    # ruleid: rails-order-from-request
    @orders = Order.order(params[:sort])
    by = params[:by] || 'name'
    # ruleid: rails-order-from-request
    @names = Order.visible.pluck(by)
    # ok: rails-order-from-request
    @orders = Order.order(SORTS.fetch(params[:sort], :created_at))
    # ok: rails-order-from-request
    @orders = Order.order(:created_at)
    # ok: rails-order-from-request
    @orders = Order.where(state: params[:state]).order(:id)
  end
end
