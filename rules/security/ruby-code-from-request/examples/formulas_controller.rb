class FormulasController < ApplicationController
  def show
    # ruleid: ruby-code-from-request
    @total = eval(params[:formula])
    code = "def total; #{params[:body]}; end"
    # ruleid: ruby-code-from-request
    Order.class_eval(code)
    # ruleid: ruby-code-from-request
    @page = ERB.new(params[:template]).result
    # ok: ruby-code-from-request
    @total = eval('1 + 1')
    # ok: ruby-code-from-request
    @total = Dentaku::Calculator.new.evaluate(params[:formula])
  end
end
