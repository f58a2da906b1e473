# Compare aisle's ideal points with pscl's and MCMCpack's on the same votes.
#
#   Rscript bench/ideal/compare.R DIR [ITERATIONS]
#
# DIR holds votes.csv and points.csv as bench_fit leaves them. Prints one TSV line
# a measurement: name, size, value, unit, peer, ratio. Peers not installed are
# left out. Both peers use x ~ N(0, 1), items ~ N(0, 25), probit.
args <- commandArgs(trailingOnly = TRUE)
dir <- args[1]
iterations <- if (length(args) > 1) as.integer(args[2]) else 20000L
votes <- read.csv(file.path(dir, "votes.csv"), row.names = 1)
points <- read.csv(file.path(dir, "points.csv"), row.names = 1)
points <- points[rownames(votes), ]
matrix_of_votes <- as.matrix(votes)
size <- paste(dim(matrix_of_votes), collapse = "x")

line <- function(name, value, unit, peer, ratio = "-")
    cat(name, size, format(value, digits = 5), unit, peer, ratio, sep = "\t", fill = TRUE)

# Each draw on aisle's scale: mean 0, sd 1 over members, Republicans to the right.
standardise <- function(draws) {
    right <- points$party == "R"
    t(apply(draws, 1, function(x) {
        x <- (x - mean(x)) / sqrt(mean((x - mean(x))^2))
        if (mean(x[right]) < mean(x[!right])) -x else x
    }))
}

report <- function(peer, draws, cpu) {
    x <- standardise(draws)
    mean_x <- colMeans(x)
    sd_x <- apply(x, 2, sd)
    ess <- coda::effectiveSize(coda::mcmc(x))
    line("r", cor(mean_x, points$x), "1", peer)
    for (party in c("D", "R")) {
        of <- points$party == party
        line(paste0("r_within_", party), cor(mean_x[of], points$x[of]), "1", peer)
    }
    line("sd_ratio_median", median(points$sd / sd_x), "1", peer)
    line("sd_ratio_5%", quantile(points$sd / sd_x, 0.05), "1", peer)
    line("sd_ratio_95%", quantile(points$sd / sd_x, 0.95), "1", peer)
    line("worst_mean_difference_in_sd", max(abs(mean_x - points$x) / sd_x), "1", peer)
    ours <- min(points$ess) / points$cpu_s[1]
    theirs <- min(ess) / cpu
    line("cpu", cpu, "s", peer, format(cpu / points$cpu_s[1], digits = 4))
    line("worst_ess_per_cpu_s", theirs, "1/s", peer, format(ours / theirs, digits = 4))
}

cpu_of <- function(expression) sum(system.time(expression)[c("user.self", "sys.self")])

burn <- iterations %/% 5
if (requireNamespace("pscl", quietly = TRUE)) {
    rc <- pscl::rollcall(matrix_of_votes, yea = 1, nay = 0, missing = NA)
    cpu <- cpu_of(fit <- pscl::ideal(rc, d = 1, maxiter = iterations, burnin = burn,
        thin = 10, normalize = FALSE, dropList = list(lop = 0), store.item = FALSE,
        startvals = list(x = matrix(points$x)),
        priors = list(xp = 0, xpv = 1, bp = 0, bpv = 0.04)))
    report("pscl", fit$x[, , 1], cpu)
}
if (requireNamespace("MCMCpack", quietly = TRUE)) {
    cpu <- cpu_of(fit <- MCMCpack::MCMCirt1d(matrix_of_votes, burnin = burn,
        mcmc = iterations - burn, thin = 10, theta.start = points$x, a0 = 0, A0 = 0.04,
        b0 = 0, B0 = 0.04, T0 = 1, store.item = FALSE, seed = 1))
    report("MCMCpack", as.matrix(fit), cpu)
}
