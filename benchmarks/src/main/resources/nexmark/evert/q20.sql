select b.auction, b.bidder, b.price, b.channel, b.url, b.datetime, b.extra,
  a.itemname, a.description, a.initialbid, a.reserve, a.datetime as adatetime, a.expires,
  a.seller, a.category, a.extra as aextra
from bid b
join auction a on b.auction = a.id
where a.category = 10
