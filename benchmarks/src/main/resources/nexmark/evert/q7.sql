select b.auction, b.price, b.bidder, b.datetime, b.extra
from bid b
join (
  select max(price) as maxprice, window_end as datetime
  from tumble(bid, datetime, interval '10 seconds')
  group by window_start, window_end
) m on b.price = m.maxprice
where b.datetime between m.datetime - interval '10 seconds' and m.datetime
