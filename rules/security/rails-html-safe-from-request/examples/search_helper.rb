module SearchHelper
  def nothing_found
    # ruleid: rails-html-safe-from-request
    "Nothing found for <b>#{params[:q]}</b>".html_safe
  end

  def title
    text = params[:title]
    # ruleid: rails-html-safe-from-request
    raw(text)
  end

  def clean
    # ok: rails-html-safe-from-request
    sanitize(params[:q]).html_safe
    # ok: rails-html-safe-from-request
    "<b>#{ERB::Util.html_escape(params[:q])}</b>".html_safe
    # ok: rails-html-safe-from-request
    '<hr>'.html_safe
  end
end
