-- What refers to reviews is found when old ones are removed.
create index commit_metrics_review on commit_metrics (review_id);
create index reviews_reused_from on reviews (reused_from) where reused_from is not null;
create index repositories_removed on repositories (removed_at) where removed_at is not null;
