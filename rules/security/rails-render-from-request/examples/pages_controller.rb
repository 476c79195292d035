class PagesController < ApplicationController
  PAGES = { 'about' => 'pages/about' }.freeze

  def show
    # ruleid: rails-render-from-request
    render inline: "<h1>Hello #{params[:name]}</h1>"
    # ruleid: rails-render-from-request
    render file: params[:file]
    # ruleid: rails-render-from-request
    render params[:page]
    # ruleid: rails-render-from-request
    render template: "pages/#{params[:page]}"
  end

  def fixed
    # ok: rails-render-from-request
    render template: PAGES.fetch(params[:page])
    # ok: rails-render-from-request
    render json: { name: params[:name] }
    # ok: rails-render-from-request
    render plain: params[:name]
    # ok: rails-render-from-request
    render :show, locals: { name: params[:name] }
  end
end
