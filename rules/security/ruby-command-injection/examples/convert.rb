class PicturesController < ApplicationController
  def thumb
    # ruleid: ruby-command-injection
    system("convert #{params[:file]} thumb.png")
    host = params[:host]
    # ruleid: ruby-command-injection
    out = `ping -c 1 #{host}`
    # ruleid: ruby-command-injection
    Open3.capture2("ping -c 1 " + host)
  end

  def listed
    # ok: ruby-command-injection
    system('convert', params[:file], 'thumb.png')
    # ok: ruby-command-injection
    out = `ping -c 1 #{Shellwords.escape(params[:host])}`
    # ok: ruby-command-injection
    system("convert -resize #{params[:width].to_i} in.png out.png")
    # ok: ruby-command-injection
    IO.popen(['ping', '-c', '1', params[:host]])
  end
end
