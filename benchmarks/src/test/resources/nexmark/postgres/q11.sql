select bidder, count(*), min(datetime), max(datetime) + interval '10 seconds'
from (
  select bidder, datetime,
    coalesce(sum(begins) over (partition by bidder order by datetime), 0) as session
  from (
    select bidder, datetime,
      (datetime - lag(datetime) over (partition by bidder order by datetime)
        > interval '10 seconds')::int as begins
    from bid
  ) b
) s
group by bidder, session
