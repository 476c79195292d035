class AccountsController < ApplicationController
  def user_params
    # ruleid: rails-permit-of-powers
    params.require(:user).permit(:name, :email, :role)
  end

  def team_params
    # ruleid: rails-permit-of-powers
    params.require(:team).permit(:admin)
  end

  def plain_params
    # ok: rails-permit-of-powers
    params.require(:user).permit(:name, :email, :locale)
  end
end

class Admin::UsersController < ApplicationController
  def user_params
    # ok: rails-permit-of-powers
    params.require(:user).permit(:name, :role)
  end
end
