select id, itemname, description, initialbid, reserve, datetime, expires, seller, category, extra,
  auction, bidder, price, bid_datetime, bid_extra
from (
  select a.*, b.auction, b.bidder, b.price, b.datetime as bid_datetime, b.extra as bid_extra,
    row_number() over (partition by a.id order by b.price desc, b.datetime asc) as place
  from auction a, bid b
  where a.id = b.auction and b.datetime between a.datetime and a.expires
) q
where place <= 1
