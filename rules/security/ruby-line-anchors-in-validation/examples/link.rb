class Link < ApplicationRecord
  # ruleid: ruby-line-anchors-in-validation
  validates :homepage, format: { with: /^https?:\/\/\S+$/, multiline: true }
  # ruleid: ruby-line-anchors-in-validation
  validates_format_of :code, with: /^[a-z]+$/
  # ok: ruby-line-anchors-in-validation
  validates :homepage, format: { with: %r{\Ahttps?://\S+\z} }
  # ok: ruby-line-anchors-in-validation
  validates :price, format: { with: /\A\d+\$\z/ }
  # ok: ruby-line-anchors-in-validation
  validates :name, presence: true, length: { maximum: 50 }
end
