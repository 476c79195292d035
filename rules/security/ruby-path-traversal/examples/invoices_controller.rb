class InvoicesController < ApplicationController
  def show
    # ruleid: ruby-path-traversal
    send_file Rails.root.join('invoices', params[:file])
    name = params[:name]
    # ruleid: ruby-path-traversal
    text = File.read("notes/#{name}.md")
  end

  def create
    upload = params[:upload]
    # ruleid: ruby-path-traversal
    File.open(Rails.root.join('uploads', upload.original_filename), 'wb') { |f| f.write(upload.read) }
  end

  def safe
    # ok: ruby-path-traversal
    send_file Rails.root.join('invoices', File.basename(params[:file]))
    # ok: ruby-path-traversal
    text = File.read("notes/#{params[:id].to_i}.md")
    # ok: ruby-path-traversal
    File.write('log/messages.txt', params[:message])
  end
end
