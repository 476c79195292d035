class ProfilesController < ApplicationController
  # ruleid: rails-csrf-protection-off
  skip_before_action :verify_authenticity_token
end

class OrdersController < ApplicationController
  # ruleid: rails-csrf-protection-off
  skip_before_action :verify_authenticity_token, only: [:create]
end

class PagesController < ApplicationController
  # ok: rails-csrf-protection-off
  protect_from_forgery with: :exception
  # ok: rails-csrf-protection-off
  skip_before_action :require_login
end
