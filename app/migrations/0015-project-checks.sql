-- Checks of the projects that the configuration names, where it was read: reviews that could not read it show their end there, too.
alter table reviews add column project_checks text[];
