select auction, bidder, 0.908 * price as price, datetime, extra from bid
