class UsersController < ApplicationController
  def update
    # ruleid: rails-permit-all-params
    @user.update(params[:user].permit!)
    # ruleid: rails-permit-all-params
    @user.update(params.require(:user).permit!)
    # ruleid: rails-permit-all-params
    @user.assign_attributes(params.to_unsafe_h)
    # ok: rails-permit-all-params
    @user.update(params.require(:user).permit(:name, :city))
    # ok: rails-permit-all-params
    @user.update(name: params[:name])
  end
end
