-- What a review without a report came to, such as `{ "kind": "skipped", "reason": "…" }`.
alter table reviews add column outcome jsonb;
-- Trees that were compared: a merge group with the same ones is answered from the review that saw them.
alter table reviews add column head_tree text;
alter table reviews add column base_tree text;
alter table reviews add column reused_from uuid references reviews (id) on delete set null;
create index reviews_by_trees on reviews (repository_id, head_tree, base_tree) where state = 'completed';
