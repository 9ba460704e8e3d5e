-- The product may put a job into the queue in the transaction of the change that asks for it, and nothing else there.
create function enqueue_job(job_name text, payload json, run_at timestamptz, job_key text, max_attempts integer) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform graphile_worker.add_job(
    identifier => job_name, payload => payload, run_at => coalesce(run_at, now()), job_key => job_key, max_attempts => max_attempts);
end
$$;
revoke all on function enqueue_job from public;
grant execute on function enqueue_job to quayside_app;
