create table nexmark (
  event_type int,
  person row<id bigint, name string, emailAddress string, creditCard string, city string,
    state string, `dateTime` timestamp(3), extra string>,
  auction row<id bigint, itemName string, description string, initialBid bigint, reserve bigint,
    `dateTime` timestamp(3), expires timestamp(3), seller bigint, category bigint, extra string>,
  bid row<auction bigint, bidder bigint, price bigint, channel string, url string,
    `dateTime` timestamp(3), extra string>,
  `dateTime` as case
    when event_type = 0 then person.`dateTime`
    when event_type = 1 then auction.`dateTime`
    else bid.`dateTime`
  end,
  watermark for `dateTime` as `dateTime` - interval '4' second
) with ('connector' = 'nexmark-memory');

create view person as
select person.id, person.name, person.emailAddress, person.creditCard, person.city, person.state,
  `dateTime`, person.extra
from nexmark where event_type = 0;

create view auction as
select auction.id, auction.itemName, auction.description, auction.initialBid, auction.reserve,
  `dateTime`, auction.expires, auction.seller, auction.category, auction.extra
from nexmark where event_type = 1;

create view bid as
select bid.auction, bid.bidder, bid.price, bid.channel, bid.url, `dateTime`, bid.extra
from nexmark where event_type = 2
