class PicturesController < ApplicationController
  HOSTS = %w[images.example.org].freeze

  def create
    # ruleid: ruby-ssrf
    picture = URI.open(params[:url]).read
    uri = URI.parse(params[:feed])
    # ruleid: ruby-ssrf
    feed = Net::HTTP.get(uri)
    # ruleid: ruby-ssrf
    status = HTTParty.get("https://#{params[:host]}/status")
  end

  def checked
    url = params[:url]
    return unless HOSTS.include?(URI.parse(url).host)
    # ok: ruby-ssrf
    picture = URI.open(url).read
    # ok: ruby-ssrf
    weather = HTTParty.get("https://api.example.org/weather?q=#{params[:city]}")
    # ok: ruby-ssrf
    rates = Faraday.get('https://api.example.org/rates')
  end
end
