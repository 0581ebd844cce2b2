import cProfile,pstats,pytest,time
from tests.prove.year import Year
pytestmark = pytest.mark.prove
@pytest.mark.parametrize("n",[300,1500])
def test_profile(house,n):
    y=Year(house,1)
    orig=Year._some
    pr=cProfile.Profile()
    def some(self,tx):
        pr.enable()
        try: return orig(self,tx)
        finally: pr.disable()
    Year._some=some
    try:
        b=time.process_time(); y.play(n,n*365//5000); print("cpu",n,time.process_time()-b)
    finally: Year._some=orig
    pstats.Stats(pr).sort_stats("cumtime").print_stats(60)
