select id, itemName, description, initialBid, reserve, `dateTime`, expires, seller, category, extra,
  auction, bidder, price, bid_dateTime, bid_extra
from (
  select a.*, b.auction, b.bidder, b.price, b.`dateTime` as bid_dateTime, b.extra as bid_extra,
    row_number() over (partition by a.id order by b.price desc, b.`dateTime` asc) as place
  from auction a, bid b
  where a.id = b.auction and b.`dateTime` between a.`dateTime` and a.expires
)
where place <= 1
