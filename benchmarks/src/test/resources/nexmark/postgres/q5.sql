with counts as (
  select auction, count(*) as num, starttime
  from bid, lateral (
    select date_bin('2 seconds', datetime, timestamp '2000-01-01') - n * interval '2 seconds'
      as starttime
    from generate_series(0, 4) n
  ) w
  group by auction, starttime
)
select auction, num
from counts c
where num >= (select max(num) from counts m where m.starttime = c.starttime)
