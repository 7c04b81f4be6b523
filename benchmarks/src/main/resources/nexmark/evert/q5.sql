select c.auction, c.num
from (
  select auction, count(*) as num, window_start, window_end
  from hop(bid, datetime, interval '2 seconds', interval '10 seconds')
  group by auction, window_start, window_end
) c
join (
  select max(num) as maxn, window_start, window_end
  from (
    select auction, count(*) as num, window_start, window_end
    from hop(bid, datetime, interval '2 seconds', interval '10 seconds')
    group by auction, window_start, window_end
  ) n
  group by window_start, window_end
) m on c.window_start = m.window_start and c.window_end = m.window_end and c.num >= m.maxn
