class UsersController < ApplicationController
  COLUMNS = { 'name' => 'users.name' }.freeze

  def index
    # ruleid: rails-sql-injection
    @users = User.where("name = '#{params[:name]}'")
    city = params[:city]
    # ruleid: rails-sql-injection
    @near = User.active.where("city = '" + city + "'")
    # ruleid: rails-sql-injection
    @all = User.find_by_sql("SELECT * FROM users WHERE id = #{params[:id]}")
    sql = "DELETE FROM users WHERE name = '#{city}'"
    # ruleid: rails-sql-injection
    ActiveRecord::Base.connection.execute(sql)
  end

  def bound
    # ok: rails-sql-injection
    @users = User.where(name: params[:name])
    # ok: rails-sql-injection
    @users = User.where('name = ?', params[:name])
    # ok: rails-sql-injection
    @one = User.where("id = #{params[:id].to_i}")
    # ok: rails-sql-injection
    @sorted = User.order("#{COLUMNS[params[:by]]} ASC")
    # ok: rails-sql-injection
    @found = User.find_by_sql(['SELECT * FROM users WHERE id = ?', params[:id]])
  end
end
