select c.auction, c.num
from (
  select auction, count(*) as num, window_start as starttime, window_end as endtime
  from table(hop(table bid, descriptor(`dateTime`), interval '2' second, interval '10' second))
  group by auction, window_start, window_end
) c
join (
  select max(n.num) as maxn, n.starttime, n.endtime
  from (
    select count(*) as num, window_start as starttime, window_end as endtime
    from table(hop(table bid, descriptor(`dateTime`), interval '2' second, interval '10' second))
    group by auction, window_start, window_end
  ) n
  group by n.starttime, n.endtime
) m on c.starttime = m.starttime and c.endtime = m.endtime and c.num >= m.maxn
