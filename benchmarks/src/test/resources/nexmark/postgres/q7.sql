select b.auction, b.price, b.bidder, b.datetime, b.extra
from bid b
join (
  select max(price) as maxprice,
    date_bin('10 seconds', datetime, timestamp '2000-01-01') + interval '10 seconds' as datetime
  from bid
  group by 2
) m on b.price = m.maxprice
where b.datetime between m.datetime - interval '10 seconds' and m.datetime
