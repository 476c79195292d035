class ReportsController < ApplicationController
  REPORTS = { 'daily' => :daily }.freeze

  def show
    # ruleid: ruby-method-named-by-request
    @report.send(params[:kind])
    # ruleid: ruby-method-named-by-request
    model = params[:type].classify.constantize
    name = "export_#{params[:format]}"
    # ruleid: ruby-method-named-by-request
    public_exporter.public_send(name, @report)
    # ok: ruby-method-named-by-request
    @report.public_send(REPORTS.fetch(params[:kind]))
    # ok: ruby-method-named-by-request
    @report.send(:daily, params[:day])
    type = params[:owner]
    return unless %w[User Team].include?(type)
    # ok: ruby-method-named-by-request
    @owner = type.constantize.find(params[:id])
  end
end
