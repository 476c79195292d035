class CartsController < ApplicationController
  def show
    # ruleid: ruby-unsafe-deserialization
    cart = Marshal.load(Base64.decode64(cookies[:cart]))
    # ruleid: ruby-unsafe-deserialization
    settings = YAML.load(params[:settings])
    body = request.body.read
    # ruleid: ruby-unsafe-deserialization
    message = Oj.object_load(body)
    # ok: ruby-unsafe-deserialization
    cart = JSON.parse(cookies[:cart])
    # ok: ruby-unsafe-deserialization
    settings = YAML.safe_load(params[:settings])
    # ok: ruby-unsafe-deserialization
    config = YAML.load(File.read('config/shop.yml'))
    # ok: ruby-unsafe-deserialization
    cart = Marshal.load(verifier.verify(cookies[:cart]))
  end
end
